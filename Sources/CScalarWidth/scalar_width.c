#define _XOPEN_SOURCE 700

#include "scalar_width.h"

#include <wchar.h>

int scalar_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
