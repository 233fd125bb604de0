#ifndef KOMET_CCURL_SHIM_H
#define KOMET_CCURL_SHIM_H

#include <curl/curl.h>

#endif
