#include "descriptor.h"

#include <errno.h>
#include <unistd.h>

bool descriptor_write(void *to, const char *data, size_t size)
{
    struct descriptor *descriptor = to;
    while (size) {
        const ssize_t written = write(descriptor->file, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            descriptor->error = written < 0 ? errno : EIO;
            return false;
        }
        data += written;
        size -= (size_t)written;
    }
    return true;
}
