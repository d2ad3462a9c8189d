/*
 * outline_text.h - a talk's outline for people: its title, then its points,
 * each two spaces further in than the one that it stands under, with the items
 * that stand there:
 *
 *   Put the machine guard first
 *     directive: log every stop (Wang Fang, Liu Wei; due 2026-04-01) #log
 *
 * What stands in a reply is a step further in than it would be without.
 */
#ifndef OUTLINE_TEXT_H
#define OUTLINE_TEXT_H

#include "talk_format.h"

talk_write outline_text;

#endif
