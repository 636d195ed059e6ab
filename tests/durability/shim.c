/* Stands between a process and the disk, for files under BALCONY_SHIM_ROOT only.
 *
 * shim_record(path): from now on every change of those files is written to a log, in order.
 * shim_mark(number): writes a mark into the log (what was acknowledged, and when).
 * shim_arm(n, error): the n-th change from now fails once with this errno; shim_count() says how many there were.
 * shim_fill(error): every change that needs room fails with this errno until shim_fill(0).
 * shim_unreadable(error): reading journal.db fails with this errno, as a file whose content is elsewhere does.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FDS = 4096 };
static char *path_of[FDS];
static int log_fd = -1;
static long armed_at = 0, counted = 0;
static int armed_error = 0, full_error = 0, read_error = 0;

struct head { uint8_t op; uint8_t pad[3]; uint32_t path; uint32_t data; int64_t offset; } __attribute__((packed));

static void put(const void *from, size_t length) {
    const char *at = from;
    while (length) {
        ssize_t done = syscall(SYS_write, log_fd, at, length);
        if (done <= 0) _exit(97);
        at += done;
        length -= (size_t)done;
    }
}

static void note(char op, const char *path, int64_t offset, const void *data, size_t length) {
    if (log_fd < 0) return;
    struct head head = {(uint8_t)op, {0}, (uint32_t)strlen(path), (uint32_t)length, offset};
    put(&head, sizeof head);
    put(path, head.path);
    if (length) put(data, length);
}

static const char *ours(const char *path, char *full) {
    const char *root = getenv("BALCONY_SHIM_ROOT");
    if (!root || !path) return NULL;
    if (path[0] == '/') {
        if (strlen(path) >= PATH_MAX) return NULL;
        strcpy(full, path);
    } else return NULL; /* Balcony uses whole paths */
    return strncmp(full, root, strlen(root)) == 0 ? full : NULL;
}

static int refused(int takes_room) {
    counted++;
    if (armed_at && counted == armed_at) { errno = armed_error; return 1; }
    if (full_error && takes_room) { errno = full_error; return 1; }
    return 0;
}

void shim_record(const char *log) {
    log_fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}
void shim_mark(long number) { note('M', "", number, NULL, 0); }
void shim_arm(long n, int error) { counted = 0; armed_at = n; armed_error = error; }
long shim_count(void) { return counted; }
void shim_fill(int error) { full_error = error; }
void shim_unreadable(int error) { read_error = error; }

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static const char *of(int fd) { return fd >= 0 && fd < FDS ? path_of[fd] : NULL; }
static void forget(int fd) {
    if (fd >= 0 && fd < FDS && path_of[fd]) { free(path_of[fd]); path_of[fd] = NULL; }
}

static int opened(int dirfd, const char *path, int flags, mode_t mode) {
    char full[PATH_MAX];
    const char *mine = ours(path, full);
    struct stat found;
    int was = mine ? stat(mine, &found) == 0 : 1;
    if (mine && (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) && refused(!was && (flags & O_CREAT))) return -1;
    int fd = (int)syscall(SYS_openat, dirfd, path, flags, mode);
    if (fd < 0) return fd;
    forget(fd);
    if (mine && fd < FDS) {
        path_of[fd] = strdup(mine);
        if (!was) note('C', mine, 0, NULL, 0);
        else if (flags & O_TRUNC) note('T', mine, 0, NULL, 0);
    }
    return fd;
}

#define MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = (mode_t)va_arg(rest, int); va_end(rest); }
int open(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int openat(int dirfd, const char *path, int flags, ...) { MODE return opened(dirfd, path, flags, mode); }
int openat64(int dirfd, const char *path, int flags, ...) { MODE return opened(dirfd, path, flags, mode); }

int close(int fd) { forget(fd); REAL(close); return real(fd); }

static ssize_t written(int fd, const void *data, size_t length, off_t offset, int at_offset) {
    const char *mine = of(fd);
    if (mine && refused(1)) return -1;
    if (mine && !at_offset) offset = lseek(fd, 0, SEEK_CUR);
    ssize_t done = at_offset ? syscall(SYS_pwrite64, fd, data, length, offset) : syscall(SYS_write, fd, data, length);
    if (mine && done > 0) note('W', mine, offset, data, (size_t)done);
    return done;
}
ssize_t write(int fd, const void *data, size_t n) { return written(fd, data, n, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t n, off_t at) { return written(fd, data, n, at, 1); }
ssize_t pwrite64(int fd, const void *data, size_t n, off64_t at) { return written(fd, data, n, at, 1); }

static int unreadable(int fd) {
    const char *mine = read_error ? of(fd) : NULL;
    size_t length = mine ? strlen(mine) : 0;
    if (!mine || length < 10 || strcmp(mine + length - 10, "journal.db")) return 0;
    errno = read_error;
    return 1;
}
ssize_t read(int fd, void *to, size_t n) { return unreadable(fd) ? -1 : syscall(SYS_read, fd, to, n); }
ssize_t pread(int fd, void *to, size_t n, off_t at) { return unreadable(fd) ? -1 : syscall(SYS_pread64, fd, to, n, at); }
ssize_t pread64(int fd, void *to, size_t n, off64_t at) { return unreadable(fd) ? -1 : syscall(SYS_pread64, fd, to, n, at); }

static int cut(int fd, off_t length) {
    const char *mine = of(fd);
    if (mine && refused(0)) return -1;
    int done = (int)syscall(SYS_ftruncate, fd, length);
    if (mine && !done) note('T', mine, length, NULL, 0);
    return done;
}
int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off64_t length) { return cut(fd, length); }

/* What the drive holds is decided by the replay; the disk of the test need not be waited for. */
static int flushed(int fd, long call) {
    const char *mine = of(fd);
    if (!mine) return (int)syscall(call, fd);
    if (refused(0)) return -1;
    note('S', mine, 0, NULL, 0);
    return 0;
}
int fsync(int fd) { return flushed(fd, SYS_fsync); }
int fdatasync(int fd) { return flushed(fd, SYS_fdatasync); }

int unlink(const char *path) {
    char full[PATH_MAX];
    const char *mine = ours(path, full);
    if (mine && access(mine, F_OK) == 0 && refused(0)) return -1;
    int done = (int)syscall(SYS_unlink, path);
    if (mine && !done) note('U', mine, 0, NULL, 0);
    return done;
}
int rename(const char *from, const char *to) {
    char full[PATH_MAX], other[PATH_MAX];
    const char *mine = ours(from, full), *target = ours(to, other);
    if ((mine || target) && refused(0)) return -1;
    int done = (int)syscall(SYS_rename, from, to);
    if (mine && target && !done) note('R', mine, 0, target, strlen(target));
    return done;
}
