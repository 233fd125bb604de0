#include "xlsxwriter_library.h"

#include "temporary_files.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __APPLE__

/* Linked, because only the linker knows in which folder it is. */
const char *xlsxwriter_library_load(void) { return NULL; }

#else

/* The one that the header is of, because its structures change from one to the next. */
static const char file[] = "libxlsxwriter.so." LXW_SOVERSION;

#define FUNCTIONS(F) \
  F(format_set_bold) \
  F(format_set_num_format) \
  F(lxw_strerror) \
  F(lxw_workbook_free) \
  F(workbook_add_format) \
  F(workbook_add_worksheet) \
  F(workbook_close) \
  F(workbook_new_opt) \
  F(worksheet_autofilter) \
  F(worksheet_freeze_panes) \
  F(worksheet_set_column) \
  F(worksheet_write_number) \
  F(worksheet_write_string)

#define MEMBER(name) __typeof__(name) *name;
static struct {
  FUNCTIONS(MEMBER)
} library;

const char *xlsxwriter_library_load(void) {
  void *handle = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
  if (!handle) return dlerror();
#define FIND(name) \
  library.name = (__typeof__(library.name))dlsym(handle, #name); \
  if (!library.name) return dlerror();
  FUNCTIONS(FIND)
  return NULL;
}

/* These have the names of the library's own; hidden, they never stand in for them within it. */
#pragma GCC visibility push(hidden)

lxw_workbook *workbook_new_opt(const char *path, lxw_workbook_options *options) {
  temporary_files_begin();
  return library.workbook_new_opt(path, options);
}
lxw_error workbook_close(lxw_workbook *workbook) { return library.workbook_close(workbook); }
void lxw_workbook_free(lxw_workbook *workbook) { library.lxw_workbook_free(workbook); }
char *lxw_strerror(lxw_error error) { return library.lxw_strerror(error); }

lxw_worksheet *workbook_add_worksheet(lxw_workbook *workbook, const char *name) {
  return library.workbook_add_worksheet(workbook, name);
}

lxw_format *workbook_add_format(lxw_workbook *workbook) { return library.workbook_add_format(workbook); }
void format_set_bold(lxw_format *format) { library.format_set_bold(format); }
void format_set_num_format(lxw_format *format, const char *pattern) {
  library.format_set_num_format(format, pattern);
}

lxw_error worksheet_set_column(
    lxw_worksheet *sheet, lxw_col_t first, lxw_col_t last, double width, lxw_format *format) {
  return library.worksheet_set_column(sheet, first, last, width, format);
}

void worksheet_freeze_panes(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column) {
  library.worksheet_freeze_panes(sheet, row, column);
}

lxw_error worksheet_autofilter(
    lxw_worksheet *sheet, lxw_row_t first_row, lxw_col_t first_column, lxw_row_t last_row,
    lxw_col_t last_column) {
  return library.worksheet_autofilter(sheet, first_row, first_column, last_row, last_column);
}

lxw_error worksheet_write_string(
    lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format) {
  return library.worksheet_write_string(sheet, row, column, text, format);
}

lxw_error worksheet_write_number(
    lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, double number, lxw_format *format) {
  return library.worksheet_write_number(sheet, row, column, number, format);
}

#pragma GCC visibility pop

#endif

/* Where stdio's `stderr` leads while workbooks are being closed, of which there may be several at once. */
static struct {
  pthread_mutex_t lock;
  int closing;
  FILE *usual;
  /* Opened once and for good, since another thread may be about to write to it. */
  FILE *nowhere;
} messages = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void silence_messages(void) {
  pthread_mutex_lock(&messages.lock);
  if (messages.closing++ == 0) messages.usual = stderr;
  if (!messages.nowhere) messages.nowhere = fopen("/dev/null", "we");
  if (messages.nowhere) stderr = messages.nowhere;
  pthread_mutex_unlock(&messages.lock);
}

static void restore_messages(void) {
  pthread_mutex_lock(&messages.lock);
  if (--messages.closing == 0) stderr = messages.usual;
  pthread_mutex_unlock(&messages.lock);
}

void komet_workbook_discard(lxw_workbook *workbook, lxw_worksheet *sheet) {
  if (sheet->optimize_tmpfile) fclose(sheet->optimize_tmpfile);
  lxw_workbook_free(workbook);
  temporary_files_end();
}

lxw_error komet_workbook_close(lxw_workbook *workbook, lxw_worksheet *sheet) {
  errno = 0;
  if (sheet->optimize_tmpfile && (fflush(sheet->optimize_tmpfile) || ferror(sheet->optimize_tmpfile))) {
    int reason = errno;
    komet_workbook_discard(workbook, sheet);
    errno = reason;
    return LXW_ERROR_CREATING_TMPFILE;
  }
  silence_messages();
  errno = 0;
  lxw_error code = workbook_close(workbook);
  int reason = errno;
  restore_messages();
  int lost = temporary_files_end();
  errno = lost ? lost : reason;
  return lost ? LXW_ERROR_CREATING_TMPFILE : code;
}

void komet_workbook_let_go(const char *path) {
  DIR *descriptors = opendir("/proc/self/fd");
  if (!descriptors) return;
  int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (struct dirent *entry; nowhere >= 0 && (entry = readdir(descriptors));) {
    char target[PATH_MAX];
    ssize_t length = readlinkat(dirfd(descriptors), entry->d_name, target, sizeof target - 1);
    if (length < 0) continue;
    target[length] = 0;
    int descriptor = atoi(entry->d_name);
    if (strcmp(target, path) == 0 && dup2(nowhere, descriptor) >= 0) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  }
  if (nowhere >= 0) close(nowhere);
  closedir(descriptors);
}
