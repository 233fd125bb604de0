#ifndef KOMET_CXLSXWRITER_SHIM_H
#define KOMET_CXLSXWRITER_SHIM_H

#include <xlsxwriter.h>

#endif
