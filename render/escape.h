/*
 * escape.h - text put so that it stays text: one function for each context.
 *
 * Everything that comes out of a talk goes through one of these; nothing else
 * in render/ knows how to escape. Bytes that are no UTF-8 cannot occur here,
 * but for names of files: the parser lets none in.
 */
#ifndef ESCAPE_H
#define ESCAPE_H

#include "sink.h"

/** A reference to the character "&#CODE;", as HTML and Markdown have it. */
void escape_reference(struct sink *sink, uint32_t code);
/** Text or a double-quoted attribute of HTML: & < > ". */
void escape_html(struct sink *sink, tm_text text);
/** A URL in a double-quoted attribute: what URLs do not hold becomes percent
    escapes, as libcmark writes them, then & and ' are escaped. */
void escape_href(struct sink *sink, tm_text url);
/** Whether a link to 'url' may be made: http, https, mailto, tel, relative or
    fragment. What browsers drop (C0, white space) is dropped before looking. */
bool escape_is_safe_url(tm_text url);
/** The inside of a JSON string (RFC 8259); DEL, C1 and line separators too. */
void escape_json(struct sink *sink, tm_text text);
/** The same as a whole string, in its quotes. */
void escape_json_string(struct sink *sink, tm_text text);
/** The inside of a JSON string of bytes that may be no UTF-8, as file names
    may: what is none becomes U+FFFD. */
void escape_json_bytes(struct sink *sink, tm_text text);
/** Text for a terminal: control and bidirectional characters, which could hide
    or forge, become visible as \u{202E}. Line ends do too. */
void escape_terminal(struct sink *sink, tm_text text);
/** Whether escape_terminal() would replace 'code'. */
bool escape_is_unsafe(uint32_t code);
/** A style sheet within a <style> element: "</" cannot end it. */
void escape_css(struct sink *sink, tm_text css);
/** Text on one line of Markdown: what would be markup is behind a backslash. */
void escape_markdown(struct sink *sink, tm_text text);

/**
 * A whole cell of CSV (RFC 4180), with its quotes where it needs them.
 *
 * A spreadsheet takes a cell that begins with = + - @, TAB or CR for a formula,
 * which may send the sheet elsewhere or run a program. So an apostrophe comes
 * before each of these (and the full-width = + - @, which Chinese and Japanese
 * programs read alike) at the beginning of a cell, white space aside; and
 * after ; TAB CR and LF, where a program that takes another separator than
 * the comma would see a cell begin.
 */
void escape_csv(struct sink *sink, tm_text cell);

/** Words within a line of todo.txt: all white space and what escape_terminal()
    would replace become one space, and a space comes after what would begin a
    +project or an @context or make a key:value; "9:30" and URLs stay. */
void escape_todotxt(struct sink *sink, tm_text text);
/** One word of todo.txt, after its + or @ or key: the same characters, and
    colons, become "_". */
void escape_todotxt_word(struct sink *sink, tm_text text);

/** A value of type TEXT in iCalendar (RFC 5545). Line ends of all kinds become
    "\n"; other control characters, which TEXT cannot hold, are left out. */
void escape_ics(struct sink *sink, tm_text text);
/** The inside of a quoted parameter of iCalendar: quotes become "'", control
    characters spaces. */
void escape_ics_parameter(struct sink *sink, tm_text text);
/** A part of a URI or UID in iCalendar: all but ASCII letters, digits and
    some harmless signs becomes percent escapes. "#" and "%" do. */
void escape_ics_uri(struct sink *sink, tm_text text);

/** The path of a file, absolute or relative, as a URI reference (RFC 3986) of
    "/" and percent escapes; an absolute one with its scheme. */
void escape_uri_path(struct sink *sink, tm_text path);

/** The message of a workflow command of GitHub: % and line ends are percent
    escapes, other characters as escape_terminal() puts them. */
void escape_github(struct sink *sink, tm_text message);
/** A property of one: ":" and "," are percent escapes too. */
void escape_github_property(struct sink *sink, tm_text value);

/** The code point at byte 'at' of valid UTF-8; moves '*at' past it. */
uint32_t escape_decode(tm_text text, size_t *at);

#endif
