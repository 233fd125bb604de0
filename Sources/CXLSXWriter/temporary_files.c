/* For fopencookie and mkostemp. */
#define _GNU_SOURCE
#include "temporary_files.h"

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>
#include <xlsxwriter/utility.h>

struct file {
  /* Negative once it was closed without its stream, which the library alone knows and stdio may yet flush. */
  int descriptor;
  struct file *next;
};

static _Thread_local struct {
  struct file *first;
  int reason;
} files;

static ssize_t read_file(void *cookie, char *bytes, size_t count) {
  const struct file *file = cookie;
  ssize_t length;
  do length = read(file->descriptor, bytes, count);
  while (length < 0 && errno == EINTR);
  return length;
}

static ssize_t write_file(void *cookie, const char *bytes, size_t count) {
  const struct file *file = cookie;
  if (file->descriptor < 0) return 0;
  size_t done = 0;
  while (done < count) {
    ssize_t length = write(file->descriptor, bytes + done, count - done);
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) {
      if (!files.reason) files.reason = errno;
      break;
    }
    done += (size_t)length;
  }
  return (ssize_t)done;
}

static int seek_file(void *cookie, off64_t *place, int whence) {
  const struct file *file = cookie;
  off64_t reached = lseek64(file->descriptor, *place, whence);
  if (reached < 0) return -1;
  *place = reached;
  return 0;
}

static int close_file(void *cookie) {
  struct file *file = cookie;
  for (struct file **link = &files.first; *link; link = &(*link)->next) {
    if (*link != file) continue;
    *link = file->next;
    break;
  }
  if (file->descriptor >= 0) close(file->descriptor);
  free(file);
  return 0;
}

FILE *lxw_tmpfile(char *folder) {
  char path[PATH_MAX];
  if (snprintf(path, sizeof path, "%s/.komet-XXXXXX", folder) >= (int)sizeof path) {
    errno = ENAMETOOLONG;
    return NULL;
  }
  struct file *file = malloc(sizeof *file);
  if (!file) return NULL;
  file->descriptor = mkostemp(path, O_CLOEXEC);
  if (file->descriptor < 0) {
    free(file);
    return NULL;
  }
  unlink(path);
  cookie_io_functions_t functions = {read_file, write_file, seek_file, close_file};
  FILE *stream = fopencookie(file, "w+", functions);
  if (!stream) {
    close(file->descriptor);
    free(file);
    return NULL;
  }
  file->next = files.first;
  files.first = file;
  return stream;
}

void temporary_files_begin(void) {
  files.first = NULL;
  files.reason = 0;
}

int temporary_files_end(void) {
  for (struct file *file = files.first; file; file = file->next) {
    close(file->descriptor);
    file->descriptor = -1;
  }
  int reason = files.reason;
  temporary_files_begin();
  return reason;
}

#else

void temporary_files_begin(void) {}
int temporary_files_end(void) { return 0; }

#endif
