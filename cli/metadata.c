#include "metadata.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
# include <sys/xattr.h>
#endif
#include <unistd.h>

static bool copy_owner(int to, const struct stat *status)
{
    struct stat made;
    if (fstat(to, &made))
        return false;
    return (made.st_uid == status->st_uid && made.st_gid == status->st_gid) ||
           !fchown(to, status->st_uid, status->st_gid);
}

#ifdef __linux__

static const char access_list[] = "system.posix_acl_access";

static bool is_kept(const char *name)
{
    return !strncmp(name, "user.", 5) || !strcmp(name, access_list);
}

/* Names, each ended by NUL, '*size' bytes in all; free with free(). NULL with
 * errno set. */
static char *attribute_names(int file, size_t *size)
{
    const ssize_t most = flistxattr(file, NULL, 0);
    if (most < 0 && errno != ENOTSUP)
        return NULL;
    *size = 0;
    char *names = malloc(most > 0 ? (size_t)most : 1);
    const ssize_t got =
        names && most > 0 ? flistxattr(file, names, (size_t)most) : 0;
    if (got < 0) {
        free(names);
        return NULL;
    }
    *size = (size_t)got;
    return names;
}

static bool copy_attribute(int from, int to, const char *name)
{
    const ssize_t most = fgetxattr(from, name, NULL, 0);
    char *value = most < 0 ? NULL : malloc((size_t)most + 1);
    if (!value)
        return false;
    const ssize_t size = fgetxattr(from, name, value, (size_t)most);
    const bool good = size >= 0 && !fsetxattr(to, name, value, (size_t)size, 0);
    free(value);
    return good;
}

/* A folder may give new files a list that says who may do what: not one for
 * this file, where the old one had none. */
static bool drop_access_list(int to)
{
    return !fremovexattr(to, access_list) || errno == ENODATA ||
           errno == ENOTSUP;
}

static bool copy_attributes(int from, int to)
{
    size_t size;
    char *names = attribute_names(from, &size);
    if (!names)
        return false;
    bool good = drop_access_list(to);
    for (size_t at = 0; good && at < size; at += strlen(names + at) + 1)
        if (is_kept(names + at))
            good = copy_attribute(from, to, names + at);
    free(names);
    return good;
}

#else

static bool copy_attributes(int from, int to)
{
    (void)from;
    (void)to;
    return true;
}

#endif

const char *metadata_copy(int from, int to, const struct stat *status)
{
    if (!copy_owner(to, status))
        return "its owner and group cannot be kept";
    if (!copy_attributes(from, to))
        return "its extended attributes cannot be kept";
    /* Last: a change of owner takes bits away. */
    if (fchmod(to, status->st_mode & 07777))
        return "its mode cannot be kept";
    return NULL;
}
