#ifndef KOMET_ONDEMAND_HPP
#define KOMET_ONDEMAND_HPP

// The on-demand parser checks its own use in builds without NDEBUG, which costs and tells us nothing.
#ifndef NDEBUG
#define NDEBUG
#endif
#define SIMDJSON_DEVELOPMENT_CHECKS 0
#include <simdjson.h>

#endif
