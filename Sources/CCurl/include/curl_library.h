#ifndef KOMET_CURL_LIBRARY_H
#define KOMET_CURL_LIBRARY_H

#include <curl/curl.h>

/* libcurl, which is not linked but loaded when it is first needed: it brings thirty libraries with it, and most
   commands need none of them. Its functions have their own names here, but only those that are used are there;
   until `curl_library_load` has succeeded, none may be called. */

/* Loads libcurl; to be called once. Returns NULL, or why it could not be loaded, in words that last until the
   thread's next error of this kind. */
const char *curl_library_load(void);

/* What libcurl says it is, with the libraries beneath it; NULL if it can't be loaded. Loads it by itself. */
const char *curl_library_version(void);

/* Swift can't call variadic functions: one for each type of argument. */

CURLcode komet_setopt_long(CURL *easy, CURLoption option, long value);
CURLcode komet_setopt_offset(CURL *easy, CURLoption option, curl_off_t value);
CURLcode komet_setopt_string(CURL *easy, CURLoption option, const char *value);
CURLcode komet_setopt_pointer(CURL *easy, CURLoption option, void *value);
CURLcode komet_setopt_list(CURL *easy, CURLoption option, struct curl_slist *value);

/* libcurl copies the bytes. */
CURLcode komet_setopt_blob(CURL *easy, CURLoption option, void *bytes, size_t count);

CURLcode komet_setopt_write(CURL *easy, curl_write_callback callback, void *context);
CURLcode komet_setopt_header(CURL *easy, curl_write_callback callback, void *context);

/* How long what was sent may stay without a sign that it came, where the system can tell (tcp(7)). */
CURLcode komet_setopt_unanswered(CURL *easy, long milliseconds);

CURLcode komet_setopt_progress(CURL *easy, curl_xferinfo_callback callback, void *context);

CURLcode komet_getinfo_long(CURL *easy, CURLINFO info, long *value);
CURLcode komet_getinfo_offset(CURL *easy, CURLINFO info, curl_off_t *value);
CURLcode komet_getinfo_string(CURL *easy, CURLINFO info, char **value);
CURLcode komet_getinfo_pointer(CURL *easy, CURLINFO info, void **value);

/* Ends in a certinfo that lives as long as the handle. */
CURLcode komet_getinfo_certificates(CURL *easy, struct curl_certinfo **value);

/* A header of the final answer, as long as the handle lives; NULL if there is none. */
const char *komet_answer_header(CURL *easy, const char *name);

/* A date as HTTP spells it, in seconds since 1970, or -1 if it can't be read. */
long long komet_date(const char *text);

/* The result of a finished transfer stands in a union. */
static inline CURLcode komet_message_result(const CURLMsg *message) {
  return message->data.result;
}

#endif
