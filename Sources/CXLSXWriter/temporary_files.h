#ifndef KOMET_TEMPORARY_FILES_H
#define KOMET_TEMPORARY_FILES_H

/* The temporary files of the workbook that this thread is writing.

   libxlsxwriter writes to them without looking whether it could, and leaves some open when it fails. So on Linux it
   gets streams of ours instead: `lxw_tmpfile` here stands in for its own, as the dynamic linker finds the program's
   symbols first. */

/* Begins with none. */
void temporary_files_begin(void);

/* Closes those that are still open; returns why one of them could not be written, as an `errno`, or 0. */
int temporary_files_end(void);

#endif
