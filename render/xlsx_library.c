#ifdef HAVE_XLSXWRITER

# include "xlsx_library.h"

# include <dlfcn.h>
# include <string.h>

bool xlsx_load(struct xlsx_library *xlsx)
{
    *xlsx = (struct xlsx_library){
        .handle = dlopen(XLSXWRITER_SONAME, RTLD_NOW | RTLD_LOCAL),
    };
    if (!xlsx->handle)
        return false;
    bool whole = true;
    /* ISO C has no conversion of a pointer to a function; POSIX says that both
     * have one form. */
# define FUNCTION(name)                            \
  void *name##_found = dlsym(xlsx->handle, #name); \
  whole &= name##_found != NULL;                   \
  memcpy(&xlsx->name, &name##_found, sizeof name##_found);
# include "xlsx_library.def"
# undef FUNCTION
    return whole;
}

void xlsx_unload(struct xlsx_library *xlsx)
{
    if (xlsx->handle)
        dlclose(xlsx->handle);
}

#endif
