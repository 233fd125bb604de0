#include "komet_simdjson.h"
#include <simdjson.h>
