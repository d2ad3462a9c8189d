/*
 * tasks_ics.h - a task list as iCalendar (RFC 5545): to-dos, or whole-day
 * events on their due dates, or both (options->ics). What has no due date is
 * no event.
 *
 * The same list gives the same bytes on every day, so that a calendar that is
 * fetched again changes where its talks did:
 *   - UID is RECORD#ID with percent escapes and "@talkmark", of an event
 *     "@event.talkmark": one UID may not name both.
 *   - DTSTAMP is no clock's: it is 00:00 UTC on the last day that the item
 *     knows of, the talk's or the one on which it was closed, and so grows
 *     when a task is closed. Without either it is 1970-01-01.
 *
 * A closed item has STATUS, PERCENT-COMPLETE and COMPLETED together, as
 * programs look at one or another of them; COMPLETED has to be a time, and
 * 12:00 UTC falls on the same day almost everywhere. Where the talk does not
 * say when it was closed there is no COMPLETED.
 *
 * There is no METHOD: with PUBLISH no ATTENDEE may be named. An owner whose
 * e-mail people: gives is one; all owners are named in the DESCRIPTION.
 */
#ifndef TASKS_ICS_H
#define TASKS_ICS_H

#include "task_format.h"

task_write tasks_ics;

#endif
