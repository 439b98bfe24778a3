// Copies and compares bytes in place of musl's functions, which do so byte by byte or by an instruction that is slow
// to start: texts are short and many, and these functions are what a build calls most.
//
// Compiled without the compiler's own knowledge of these names, or it would have them call themselves.

#include <stddef.h>
#include <stdint.h>

// What is read and written in one go, wherever it lies and whatever it is.
typedef uint64_t __attribute__((aligned(1), may_alias)) b8;
typedef uint32_t __attribute__((aligned(1), may_alias)) b4;
typedef uint16_t __attribute__((aligned(1), may_alias)) b2;
typedef long long __attribute__((vector_size(16), aligned(1), may_alias)) v16;

#define AT(type, from, by) (*(type *)((unsigned char *)(from) + (by)))

// For 64-bit ARM musl's memcpy is ARM's own.
#ifndef __aarch64__

// Everything is read before anything is written, so that the two may overlap.
#define BOTH_ENDS(type) \
    { \
        type first = AT(type, from, 0), last = AT(type, from, count - sizeof(type)); \
        AT(type, to, 0) = first; \
        AT(type, to, count - sizeof(type)) = last; \
        return to; \
    }

void *memmove(void *to, const void *from, size_t count) {
    if (count <= 16) {
        if (count >= 8) BOTH_ENDS(b8)
        if (count >= 4) BOTH_ENDS(b4)
        if (count >= 2) BOTH_ENDS(b2)
        if (count) AT(unsigned char, to, 0) = AT(unsigned char, from, 0);
        return to;
    }
    if (count <= 32) BOTH_ENDS(v16)
    v16 a = AT(v16, from, 0), b = AT(v16, from, 16);
    v16 y = AT(v16, from, count - 32), z = AT(v16, from, count - 16);
    if (count > 64) {
        v16 c = AT(v16, from, 32), d = AT(v16, from, 48);
        v16 w = AT(v16, from, count - 64), x = AT(v16, from, count - 48);
        if (count > 128) {
            if ((uintptr_t)to - (uintptr_t)from >= count) {
                for (size_t at = 64; at < count - 64; at += 64) {
                    v16 e = AT(v16, from, at), f = AT(v16, from, at + 16);
                    v16 g = AT(v16, from, at + 32), h = AT(v16, from, at + 48);
                    AT(v16, to, at) = e;
                    AT(v16, to, at + 16) = f;
                    AT(v16, to, at + 32) = g;
                    AT(v16, to, at + 48) = h;
                }
            } else {
                // What is copied to lies behind: from the end.
                for (size_t at = count - 64; at > 64; at = at > 128 ? at - 64 : 64) {
                    v16 e = AT(v16, from, at - 64), f = AT(v16, from, at - 48);
                    v16 g = AT(v16, from, at - 32), h = AT(v16, from, at - 16);
                    AT(v16, to, at - 64) = e;
                    AT(v16, to, at - 48) = f;
                    AT(v16, to, at - 32) = g;
                    AT(v16, to, at - 16) = h;
                }
            }
        }
        AT(v16, to, 32) = c;
        AT(v16, to, 48) = d;
        AT(v16, to, count - 64) = w;
        AT(v16, to, count - 48) = x;
    }
    AT(v16, to, 0) = a;
    AT(v16, to, 16) = b;
    AT(v16, to, count - 32) = y;
    AT(v16, to, count - 16) = z;
    return to;
}

void *memcpy(void *restrict to, const void *restrict from, size_t count) { return memmove(to, from, count); }

#endif

// Of two words read from memory that differ, which is the greater: the first byte counts most.
static int order(uint64_t one, uint64_t other) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    one = __builtin_bswap64(one);
    other = __builtin_bswap64(other);
#endif
    return one < other ? -1 : 1;
}

#define COMPARE(type, by) \
    { \
        uint64_t p = AT(type, one, by), q = AT(type, other, by); \
        if (p != q) return order(p, q); \
    }

int memcmp(const void *one, const void *other, size_t count) {
    if (count >= 8) {
        size_t at = 0;
        for (; at + 16 <= count; at += 16) {
            COMPARE(b8, at)
            COMPARE(b8, at + 8)
        }
        if (at + 8 <= count) COMPARE(b8, at)
        // Some of the last eight were equal before.
        COMPARE(b8, count - 8)
        return 0;
    }
    if (count >= 4) {
        COMPARE(b4, 0)
        COMPARE(b4, count - 4)
        return 0;
    }
    for (size_t at = 0; at < count; at++) COMPARE(unsigned char, at)
    return 0;
}

int bcmp(const void *one, const void *other, size_t count) { return memcmp(one, other, count); }
