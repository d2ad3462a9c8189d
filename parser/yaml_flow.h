/*
 * yaml_flow.h - the value of a key that talkmark does not know, kept as text:
 * a scalar as it is, a list or mapping as YAML flow, "[a, {b: c}]".
 */
#ifndef YAML_FLOW_H
#define YAML_FLOW_H

#include "yaml_events.h"

/** 'value' and what is in it as text; absent where it is null. Keys that a
    mapping had before are left out. */
tm_text yaml_flow(struct yaml_reader *reader, const struct yaml_node *value);
/** The same, and a scalar in quotes where it needs them; never absent. */
tm_text yaml_flow_quoted(struct yaml_reader *reader,
                         const struct yaml_node *value);

#endif
