#ifndef KOMET_CNCURSES_SHIM_H
#define KOMET_CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#include <ncursesw/curses.h>

// glibc's <wchar.h> hides it without a feature macro.
int wcwidth(wchar_t scalar);

// From <term.h>, whose macros for capabilities would take names such as `columns` from everybody.
int setupterm(const char *type, int descriptor, int *result);
int tigetnum(const char *capability);
int tigetflag(const char *capability);
char *tigetstr(const char *capability);

#ifdef __linux__
int memfd_create(const char *name, unsigned flags);
#endif

/// Opens an empty file that is nowhere but in memory; negative where there is no such thing.
static inline int komet_open_memory(void) {
#ifdef __linux__
  return memfd_create("frame", 1 /* MFD_CLOEXEC */);
#else
  return -1;
#endif
}

// What follows wraps macros, which Swift doesn't see, and globals, which it can't use safely.

static inline SCREEN *komet_newterm(const char *type, FILE *output) { return newterm(type, output, stdin); }
static inline WINDOW *komet_stdscr(void) { return stdscr; }
static inline WINDOW *komet_curscr(void) { return curscr; }
static inline int komet_colors(void) { return COLORS; }
static inline int komet_color_pairs(void) { return COLOR_PAIRS; }
static inline int komet_lines(void) { return LINES; }
static inline int komet_cols(void) { return COLS; }

static inline attr_t komet_bold(void) { return A_BOLD; }
static inline attr_t komet_dim(void) { return A_DIM; }
static inline attr_t komet_italic(void) { return A_ITALIC; }
static inline attr_t komet_underline(void) { return A_UNDERLINE; }
static inline attr_t komet_reverse(void) { return A_REVERSE; }

// The pair goes by pointer, as it may be too great for the short (curs_getcchar(3x)).
static inline void komet_setcchar(cchar_t *cell, const wchar_t *text, attr_t attributes, int pair) {
  setcchar(cell, text, attributes, 0, &pair);
}

#endif
