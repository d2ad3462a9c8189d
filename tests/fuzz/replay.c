/*
 * replay.c - a fuzz target without the fuzzer: one run for each file given.
 *
 * usage: replay_TARGET FILE...
 *
 * It makes what fuzzing once found into ordinary tests, with any compiler. A
 * check that does not hold ends the program, as in fuzzing; the name of the
 * file that is tried is printed before.
 */
#include "fuzz.h"
#include "sink.h"

static bool replay(const char *name)
{
    FILE *file = fopen(name, "rb");
    if (!file)
        return false;
    struct memory bytes = { 0 };
    char block[4096];
    bool read = true;
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        read &= memory_write(&bytes, block, got);
    read &= !ferror(file);
    read &= !fclose(file);
    if (read && bytes.data)
        LLVMFuzzerTestOneInput((const uint8_t *)bytes.data, bytes.size);
    memory_free(&bytes);
    return read;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        printf("%s\n", argv[i]);
        fflush(stdout);
        if (!replay(argv[i])) {
            perror(argv[i]);
            return 2;
        }
    }
    return 0;
}
