#ifndef KOMET_XLSXWRITER_LIBRARY_H
#define KOMET_XLSXWRITER_LIBRARY_H

#include <xlsxwriter.h>

/* libxlsxwriter, which is not linked but loaded with the first spreadsheet: it brings OpenSSL's libcrypto with it,
   which takes longer to load than all the rest of komet. Its functions have their own names here, but only those
   that are used are there; until `xlsxwriter_library_load` has succeeded, none may be called. */

/* Loads libxlsxwriter; to be called once. Returns NULL, or why it could not be loaded, in words that last until the
   thread's next error of this kind. */
const char *xlsxwriter_library_load(void);

/* Frees a workbook that will not be written, and closes the file in which its sheet grew: the library leaves that open. */
void komet_workbook_discard(lxw_workbook *workbook, lxw_worksheet *sheet);

/* Closes and frees the workbook. The library prints its errors besides returning them, so what is written through
   stdio's `stderr` meanwhile is lost; the descriptor behind it isn't touched. It fails as well if one of the temporary
   files was not written whole; `errno` tells more about a failure, or is 0. */
lxw_error komet_workbook_close(lxw_workbook *workbook, lxw_worksheet *sheet);

/* Lets the disk have back the file at `path`, given without symbolic links, to which a workbook could not be closed: the
   library leaves it open, and its blocks would stay taken when its name is gone. Its descriptors lead to /dev/null from
   then on, as stdio may flush to them in the end. Does nothing where there is no /proc. */
void komet_workbook_let_go(const char *path);

#endif
