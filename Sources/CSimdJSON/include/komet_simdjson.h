#ifndef KOMET_SIMDJSON_H
#define KOMET_SIMDJSON_H
#endif
