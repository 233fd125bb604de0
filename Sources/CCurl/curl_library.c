#define CURL_DISABLE_TYPECHECK
#include "curl_library.h"

#include <dlfcn.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#ifdef __APPLE__
static const char file[] = "/usr/lib/libcurl.4.dylib";
#else
static const char file[] = "libcurl.so.4";
#endif

#define FUNCTIONS(F) \
  F(easy_cleanup) \
  F(easy_getinfo) \
  F(easy_header) \
  F(easy_init) \
  F(easy_setopt) \
  F(easy_strerror) \
  F(getdate) \
  F(global_init) \
  F(multi_add_handle) \
  F(multi_cleanup) \
  F(multi_info_read) \
  F(multi_init) \
  F(multi_perform) \
  F(multi_poll) \
  F(multi_remove_handle) \
  F(multi_wakeup) \
  F(slist_append) \
  F(slist_free_all)

#define MEMBER(name) __typeof__(curl_##name) *name;
static struct {
  FUNCTIONS(MEMBER)
} library;

const char *curl_library_load(void) {
  void *handle = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
  if (!handle) return dlerror();
#define FIND(name) \
  library.name = (__typeof__(library.name))dlsym(handle, "curl_" #name); \
  if (!library.name) return dlerror();
  FUNCTIONS(FIND)
  return NULL;
}

const char *curl_library_version(void) {
  void *handle = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
  char *(*version)(void) = handle ? (char *(*)(void))dlsym(handle, "curl_version") : NULL;
  return version ? version() : NULL;
}

/* These have the names of the library's own; hidden, they never stand in for them within it. */
#pragma GCC visibility push(hidden)

CURLcode curl_global_init(long flags) { return library.global_init(flags); }

CURLM *curl_multi_init(void) { return library.multi_init(); }
CURLMcode curl_multi_cleanup(CURLM *multi) { return library.multi_cleanup(multi); }
CURLMcode curl_multi_add_handle(CURLM *multi, CURL *easy) { return library.multi_add_handle(multi, easy); }
CURLMcode curl_multi_remove_handle(CURLM *multi, CURL *easy) { return library.multi_remove_handle(multi, easy); }
CURLMcode curl_multi_perform(CURLM *multi, int *running) { return library.multi_perform(multi, running); }
CURLMcode curl_multi_wakeup(CURLM *multi) { return library.multi_wakeup(multi); }
CURLMsg *curl_multi_info_read(CURLM *multi, int *left) { return library.multi_info_read(multi, left); }

CURLMcode curl_multi_poll(
    CURLM *multi, struct curl_waitfd extra[], unsigned int extra_count, int milliseconds, int *ready) {
  return library.multi_poll(multi, extra, extra_count, milliseconds, ready);
}

CURL *curl_easy_init(void) { return library.easy_init(); }
void curl_easy_cleanup(CURL *easy) { library.easy_cleanup(easy); }
const char *curl_easy_strerror(CURLcode code) { return library.easy_strerror(code); }

struct curl_slist *curl_slist_append(struct curl_slist *list, const char *text) {
  return library.slist_append(list, text);
}
void curl_slist_free_all(struct curl_slist *list) { library.slist_free_all(list); }

#pragma GCC visibility pop

CURLcode komet_setopt_long(CURL *easy, CURLoption option, long value) {
  return library.easy_setopt(easy, option, value);
}

CURLcode komet_setopt_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return library.easy_setopt(easy, option, value);
}

CURLcode komet_setopt_string(CURL *easy, CURLoption option, const char *value) {
  return library.easy_setopt(easy, option, value);
}

CURLcode komet_setopt_pointer(CURL *easy, CURLoption option, void *value) {
  return library.easy_setopt(easy, option, value);
}

CURLcode komet_setopt_list(CURL *easy, CURLoption option, struct curl_slist *value) {
  return library.easy_setopt(easy, option, value);
}

CURLcode komet_setopt_blob(CURL *easy, CURLoption option, void *bytes, size_t count) {
  struct curl_blob blob = {bytes, count, CURL_BLOB_COPY};
  return library.easy_setopt(easy, option, &blob);
}

CURLcode komet_setopt_write(CURL *easy, curl_write_callback callback, void *context) {
  CURLcode code = library.easy_setopt(easy, CURLOPT_WRITEFUNCTION, callback);
  return code ? code : library.easy_setopt(easy, CURLOPT_WRITEDATA, context);
}

CURLcode komet_setopt_header(CURL *easy, curl_write_callback callback, void *context) {
  CURLcode code = library.easy_setopt(easy, CURLOPT_HEADERFUNCTION, callback);
  return code ? code : library.easy_setopt(easy, CURLOPT_HEADERDATA, context);
}

static int limit_unanswered(void *context, curl_socket_t socket, curlsocktype purpose) {
#ifdef TCP_USER_TIMEOUT
  unsigned int milliseconds = (unsigned int)(size_t)context;
  setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds, sizeof milliseconds);
#endif
  return CURL_SOCKOPT_OK;
}

CURLcode komet_setopt_unanswered(CURL *easy, long milliseconds) {
  CURLcode code = library.easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, limit_unanswered);
  return code ? code : library.easy_setopt(easy, CURLOPT_SOCKOPTDATA, (void *)(size_t)milliseconds);
}

CURLcode komet_setopt_progress(CURL *easy, curl_xferinfo_callback callback, void *context) {
  CURLcode code = library.easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, callback);
  if (!code) code = library.easy_setopt(easy, CURLOPT_XFERINFODATA, context);
  return code ? code : library.easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
}

CURLcode komet_getinfo_long(CURL *easy, CURLINFO info, long *value) {
  return library.easy_getinfo(easy, info, value);
}

CURLcode komet_getinfo_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return library.easy_getinfo(easy, info, value);
}

CURLcode komet_getinfo_string(CURL *easy, CURLINFO info, char **value) {
  return library.easy_getinfo(easy, info, value);
}

CURLcode komet_getinfo_pointer(CURL *easy, CURLINFO info, void **value) {
  return library.easy_getinfo(easy, info, value);
}

CURLcode komet_getinfo_certificates(CURL *easy, struct curl_certinfo **value) {
  return library.easy_getinfo(easy, CURLINFO_CERTINFO, value);
}

const char *komet_answer_header(CURL *easy, const char *name) {
  struct curl_header *header;
  return library.easy_header(easy, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK ? header->value : NULL;
}

long long komet_date(const char *text) { return library.getdate(text, NULL); }
