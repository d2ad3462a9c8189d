/*
 * config.h - talkmark.yaml: what many talks have in common.
 *
 * It is read once and holds no talk; each talk copies what it takes from it.
 */
#ifndef CONFIG_H
#define CONFIG_H

#include "front_matter.h"

/** Give 'front', a talk's own, what 'config' says and it does not. Texts are
    copies in 'arena'. */
void config_merge(const tm_config *config, struct arena *arena,
                  struct front_matter *front);

#endif
