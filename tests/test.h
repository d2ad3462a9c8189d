/*
 * test.h - what every unit test includes, in the order that cmocka needs.
 */
#ifndef TEST_H
#define TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/** Run the group 'name'; an argument of the program filters by test name. */
#define RUN_TESTS(name, tests)                                      \
 int main(int argc, char **argv)                                    \
 {                                                                  \
  if (argc > 1)                                                     \
   cmocka_set_test_filter(argv[1]);                                 \
  return cmocka_run_group_tests_name(name, tests, NULL, NULL) != 0; \
 }

#endif
