/*
 * metadata.h - what belongs to a file besides its bytes and its times.
 */
#ifndef METADATA_H
#define METADATA_H

#include <sys/stat.h>

/**
 * Give the open file 'to' what the open file 'from', whose status is 'status',
 * has: its owner and group, its extended attributes as far as they are the
 * user's (user.*) or say who may do what (ACLs), its mode. Other attributes
 * (security.*, trusted.*) are the system's to give to a new file.
 *
 * NULL; or, with errno set, a message that tells what cannot be kept.
 */
const char *metadata_copy(int from, int to, const struct stat *status);

#endif
