/*
 * date.h - days of the proleptic Gregorian calendar, and the forms in which a
 * talk writes them (dialect, "DATE").
 */
#ifndef DATE_H
#define DATE_H

#include "talkmark.h"

enum date_result {
    DATE_NONE,       /* not a date: words */
    DATE_FOUND,      /* '*date' is set */
    DATE_ONGOING,    /* "ongoing", "长期": none on purpose */
    DATE_IMPOSSIBLE, /* has the form of a date, but no such day exists */
    DATE_UNANCHORED, /* relative or without a year, and the talk has no date */
};

/** Read all of 'text' as a date. 'talk' is the talk's date; year 0: none. */
enum date_result date_read(tm_text text, tm_date talk, tm_date *date);
/** Whether 'text' is written as month and day without a year ("3月16日"). */
bool date_is_yearless(tm_text text);

/** Days since 1970-01-01, negative before it. */
long date_to_days(tm_date date);
/** The inverse; year 0 where it lies outside of the years 1 to 9999. */
tm_date date_from_days(long days);
/** 1 Monday to 7 Sunday. */
int date_weekday(tm_date date);
/** Days in 'month' (1 to 12) of 'year'. */
int date_month_length(int year, int month);

#endif
