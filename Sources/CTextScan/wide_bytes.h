#ifndef KOMET_WIDE_BYTES_H
#define KOMET_WIDE_BYTES_H

#include <stdbool.h>
#include <stdint.h>

#if defined(__has_feature)
// They are not there yet when the choice is made.
#define HAS_SANITIZER (__has_feature(thread_sanitizer) || __has_feature(address_sanitizer))
#else
#define HAS_SANITIZER 0
#endif

#if defined(__x86_64__) && defined(__linux__) && !HAS_SANITIZER
// Compiled once for each, and chosen when the program starts.
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

typedef uint8_t bytes64 __attribute__((ext_vector_type(64), aligned(1)));
typedef bool flags64 __attribute__((ext_vector_type(64)));

// Macros, since a function that takes or returns such vectors would have to be compiled for one processor.
#define BYTES_AT(pointer) (*(const bytes64 *)(pointer))
#define SET_BYTES_AT(pointer, value) (*(bytes64 *)(pointer) = (value))
// A bit for each of the 64 bytes, the first one lowest.
#define BITS(condition) __builtin_bit_cast(uint64_t, __builtin_convertvector((condition), flags64))

#endif
