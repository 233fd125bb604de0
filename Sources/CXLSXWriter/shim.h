#ifndef KOMET_CXLSXWRITER_SHIM_H
#define KOMET_CXLSXWRITER_SHIM_H

#include <errno.h>
#include <stdio.h>
#include <xlsxwriter.h>

/* Closes and frees the workbook. The library prints its errors besides returning them, and does not notice when
   the file in which the sheet grew is not whole; `errno` tells more about a failure, or is 0. */
static inline lxw_error komet_workbook_close(lxw_workbook *workbook, lxw_worksheet *sheet) {
  FILE *usual = stderr;
  FILE *nowhere = fopen("/dev/null", "w");
  lxw_error code = LXW_NO_ERROR;
  int reason = 0;
  errno = 0;
  if (sheet->optimize_tmpfile && (fflush(sheet->optimize_tmpfile) || ferror(sheet->optimize_tmpfile))) {
    code = LXW_ERROR_CREATING_TMPFILE;
    reason = errno;
    lxw_workbook_free(workbook);
  } else {
    if (nowhere) stderr = nowhere;
    code = workbook_close(workbook);
    reason = errno;
    stderr = usual;
  }
  if (nowhere) fclose(nowhere);
  errno = reason;
  return code;
}

#endif
