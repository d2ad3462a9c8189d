/*
 * model_tree.h - the whole model of a talk, for eyes and tests: what front
 * matter says, the document as a tree with the places of its nodes, then the
 * items as model_items() writes them.
 *
 *   talk "2026-03-12-safety"
 *     title: "Safety"
 *   document 1:1-3:9
 *     paragraph 3:1-3:9
 *       tag 3:1-3:9 directive walk
 *         text "walk"
 *   directive walk "walk"
 *
 * A place is LINE:COLUMN-LINE:COLUMN, its end half-open.
 */
#ifndef MODEL_TREE_H
#define MODEL_TREE_H

#include "talk_format.h"

talk_write model_tree;

#endif
