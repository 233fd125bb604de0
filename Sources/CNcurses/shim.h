#ifndef KOMET_CNCURSES_SHIM_H
#define KOMET_CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#include <ncursesw/curses.h>
#include <ncursesw/term.h>

// glibc's <wchar.h> hides it without a feature macro.
int wcwidth(wchar_t scalar);

// Swift can't see the macros, variadic functions and globals below, or may not use the globals.

static inline WINDOW *komet_standard_window(void) { return stdscr; }
static inline int komet_color_count(void) { return COLORS; }
static inline int komet_pair_count(void) { return COLOR_PAIRS; }

static inline attr_t komet_bold(void) { return A_BOLD; }
static inline attr_t komet_dim(void) { return A_DIM; }
static inline attr_t komet_italic(void) { return A_ITALIC; }
static inline attr_t komet_underline(void) { return A_UNDERLINE; }
static inline attr_t komet_reverse(void) { return A_REVERSE; }

static inline mmask_t komet_button1_pressed(void) { return BUTTON1_PRESSED; }
static inline mmask_t komet_button4_pressed(void) { return BUTTON4_PRESSED; }
static inline mmask_t komet_button5_pressed(void) { return BUTTON5_PRESSED; }

// The pair goes in by pointer so that it may exceed a short (curs_getcchar(3x)).
static inline void komet_set_cell(cchar_t *cell, const wchar_t *text, attr_t attributes, int pair) {
  setcchar(cell, text, attributes, 0, &pair);
}

#endif
