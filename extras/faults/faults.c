/*
 * A disk that fails once, or from some moment on: loaded before a program (LD_PRELOAD), it lets the n-th of the calls
 * that change something below a folder fail with EIO. The environment says which:
 *   FAULTS_BELOW  the folder, as the program names it
 *   FAULTS_AT     n, from 1; without it nothing fails
 *   FAULTS_STAY   if set, every later call fails too
 * At the program's end it says on standard error how many calls there were. crates/golugah-county/tests/county/faults.rs
 * tries every n.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

static int fails_at(const char *path) {
    const char *below = getenv("FAULTS_BELOW"), *at = getenv("FAULTS_AT");
    if (below == NULL || strncmp(path, below, strlen(below)) != 0)
        return 0;
    long call = atomic_fetch_add(&calls, 1) + 1, chosen = at == NULL ? 0 : atol(at);
    if (chosen == 0 || call < chosen || (call > chosen && getenv("FAULTS_STAY") == NULL))
        return 0;
    errno = EIO;
    return 1;
}

static int fails(int file) {
    char link[32], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return fails_at(path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *bytes, size_t count) {
    return fails(file) ? -1 : REAL(write)(file, bytes, count);
}
ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
    return fails(file) ? -1 : REAL(pwrite)(file, bytes, count, at);
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
    return fails(file) ? -1 : REAL(pwrite64)(file, bytes, count, at);
}
int fsync(int file) { return fails(file) ? -1 : REAL(fsync)(file); }
int fdatasync(int file) { return fails(file) ? -1 : REAL(fdatasync)(file); }
int ftruncate(int file, off_t length) { return fails(file) ? -1 : REAL(ftruncate)(file, length); }
int ftruncate64(int file, off64_t length) { return fails(file) ? -1 : REAL(ftruncate64)(file, length); }
int rename(const char *from, const char *to) { return fails_at(to) ? -1 : REAL(rename)(from, to); }

__attribute__((destructor)) static void say(void) {
    if (getenv("FAULTS_BELOW") != NULL)
        fprintf(stderr, "faults: %ld calls\n", atomic_load(&calls));
}
