// Holds the functions of src/memory.c against those of the system's library: every length up to a few hundred with
// every kind of overlap, and texts that differ at one place.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *our_memmove(void *, const void *, size_t);
int our_memcmp(const void *, const void *, size_t);

enum { ROOM = 1200 };

static int sign(int number) { return (number > 0) - (number < 0); }

int main(void) {
    unsigned char theirs[ROOM], ours[ROOM];
    for (size_t count = 0; count < 420; count++)
        for (int from = 200; from < 209; from++)
            for (int to = 0; to < 640; to += to > 150 && to < 270 ? 1 : 13) {
                for (int at = 0; at < ROOM; at++) theirs[at] = ours[at] = (unsigned char)(at * 7 + at / 256 * 3);
                memmove(theirs + to, theirs + from, count);
                if (our_memmove(ours + to, ours + from, count) != ours + to || memcmp(theirs, ours, ROOM)) {
                    printf("%zu bytes moved from %d to %d\n", count, from, to);
                    return 1;
                }
            }
    srand(1);
    for (int turn = 0; turn < 1000000; turn++) {
        int count = rand() % 70, one = rand() % 9, other = rand() % 9;
        for (int at = 0; at < count; at++) theirs[one + at] = ours[other + at] = (unsigned char)rand();
        if (count && turn % 4) ours[other + rand() % count] ^= (unsigned char)(1 << rand() % 8);
        int held = memcmp(theirs + one, ours + other, (size_t)count);
        if (sign(held) != sign(our_memcmp(theirs + one, ours + other, (size_t)count))) {
            printf("%d bytes compared\n", count);
            return 1;
        }
    }
    return 0;
}
