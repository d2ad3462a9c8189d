/*
 * explain.h - what the rules of 'talkmark check' mean: the text of
 * spec/rules.md, built in.
 */
#ifndef EXPLAIN_H
#define EXPLAIN_H

/** Print what the rule of that name means, with a wrong and a right example;
    the exit code. Where none has this name a message names the nearest. */
int explain_rule(const char *name);
/** Print a table of all rules, in their order; the exit code. */
int list_rules(void);

#endif
