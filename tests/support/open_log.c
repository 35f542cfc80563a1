/* SPDX-License-Identifier: MIT
 * To be preloaded: appends "<process> <path>" to the file that OPEN_LOG names for each file that the
 * process opens. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static void record(const char* path) {
  const char* log = getenv("OPEN_LOG");
  char line[4200];
  int length, file;
  if (log == NULL || path == NULL) return;
  file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return;
  length = snprintf(line, sizeof line, "%d %s\n", (int)getpid(), path);
  if (length > 0 && length < (int)sizeof line && write(file, line, (size_t)length) < 0) length = 0;
  close(file);
}

#define OPEN(name)                                                        \
  int name(const char* path, int flags, ...) {                            \
    int (*real)(const char*, int, ...) =                                  \
        (int (*)(const char*, int, ...))dlsym(RTLD_NEXT, #name);          \
    va_list rest;                                                         \
    int mode;                                                             \
    va_start(rest, flags);                                                \
    mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, int) : 0;       \
    va_end(rest);                                                         \
    record(path);                                                         \
    return real(path, flags, mode);                                       \
  }

#define FOPEN(name)                                                       \
  FILE* name(const char* path, const char* mode) {                        \
    FILE* (*real)(const char*, const char*) =                             \
        (FILE * (*)(const char*, const char*)) dlsym(RTLD_NEXT, #name);   \
    record(path);                                                         \
    return real(path, mode);                                              \
  }

OPEN(open)
OPEN(open64)
FOPEN(fopen)
FOPEN(fopen64)
