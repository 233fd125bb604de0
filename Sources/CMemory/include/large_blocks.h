#ifndef KOMET_LARGE_BLOCKS_H
#define KOMET_LARGE_BLOCKS_H

/// Lets large blocks of memory go back to the system whenever they are freed, in the whole process.
///
/// Left to itself, glibc keeps blocks as large as the largest that was ever freed. Other systems give them back anyway.
void memory_return_large_blocks(void);

#endif
