/*
 * The first process of the guest: gives the command a world, runs it, says how it ended, switches off.
 *
 * It gets one folder of the host, the run folder, as HALFOPEN_RUN in its environment (a word of the kernel's command line).
 *   command         in: words, each ended by a NUL byte: working directory, limit in virtual seconds (0: none), NAME=value ...,
 *                   an empty word, the command and its arguments
 *   stdout, stderr  out: what the command says, there for the host as soon as it is written
 *   status          out: one line of JSON. end: "exit" | "signal" | "limit" | "init"; code: exit status, signal or errno;
 *                   uptimeS: virtual seconds since boot; spinNs: what the spin guard added to them, 0 if the run is repeatable
 *
 * The command sees the host's files and may write anywhere, but what it writes goes to memory and is gone at the end, except in
 * the run folder, which is the host's own and is called /dev/halfopen here. All that it leaves running ends with it. init's own
 * complaints go to the console.
 *
 * Build: musl-gcc -static -Os -s -o init init.c
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* The run folder as the command sees it: its name on the host is another one each time, and would be in the memory of all programs. */
#define RUN "/dev/halfopen"

/* Past the wrap of jiffies at 300 s, and far from 0, which some programs take for "unset". It costs no time. */
#define WARM_UP_S 600

static volatile int late;

static _Noreturn void finish(const char *end, int code)
{
	char spin[32] = "0";
	struct timespec up;
	int fd = open("/sys/module/time_travel/parameters/spin_ns", O_RDONLY);
	if (fd >= 0) read(fd, spin, sizeof spin - 1);
	clock_gettime(CLOCK_MONOTONIC, &up);
	fd = open("status", O_WRONLY | O_CREAT | O_TRUNC, 0644);
	dprintf(fd < 0 ? 2 : fd, "{\"end\":\"%s\",\"code\":%d,\"uptimeS\":%lld.%09ld,\"spinNs\":%llu}\n",
		end, code, (long long)up.tv_sec, up.tv_nsec, strtoull(spin, NULL, 10));
	sync();
	fd = open("/proc/sys/kernel/printk", O_WRONLY);
	write(fd, "0", 1); /* the console shall not end with "Power down" */
	reboot(RB_POWER_OFF);
	_exit(1); /* the kernel would panic; not reached */
}

static void must(int result, const char *action)
{
	int code = errno;
	if (result >= 0) return;
	dprintf(2, "init: cannot %s: %s\n", action, strerror(code));
	finish("init", code);
}

static void make_root(const char *run)
{
	/* /proc is the one folder that every host has; it is only borrowed */
	must(mount("upper", "/proc", "tmpfs", 0, "mode=755"), "mount a tmpfs");
	must(mkdir("/proc/upper", 0755) | mkdir("/proc/work", 0755) | mkdir("/proc/root", 0755), "make folders");
	must(mount("root", "/proc/root", "overlay", 0, "lowerdir=/,upperdir=/proc/upper,workdir=/proc/work"), "lay memory over the host's files");
	must(chdir("/proc/root"), "enter the new root");
	must(mount(".", "/", NULL, MS_MOVE, NULL), "move the new root");
	must(chroot("."), "change root");
	must(mount("proc", "/proc", "proc", 0, NULL), "mount /proc");
	must(mount("sys", "/sys", "sysfs", 0, NULL), "mount /sys");
	must(mount("dev", "/dev", "devtmpfs", 0, NULL), "mount /dev");
	must(mkdir("/dev/pts", 0755) | mkdir("/dev/shm", 0755) | symlink("/proc/self/fd", "/dev/fd"), "fill /dev");
	must(mount("pts", "/dev/pts", "devpts", 0, "ptmxmode=666"), "mount /dev/pts");
	must(mount("shm", "/dev/shm", "tmpfs", 0, "mode=1777"), "mount /dev/shm");
	must(mkdir(RUN, 0700), "make the run folder");
	must(mount("run", RUN, "hostfs", 0, run), "mount the run folder");
	must(chdir(RUN), "enter the run folder");
}

static void raise_loopback(void)
{
	struct ifreq lo = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	int s = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	must(ioctl(s, SIOCSIFFLAGS, &lo), "bring loopback up");
	close(s);
}

/* Returns the command, ended by NULL. Before it in words: working directory, limit, environment, NULL. */
static char **read_command(char **words, int most)
{
	static char bytes[1 << 20];
	int n = 0, fd = open("command", O_RDONLY | O_CLOEXEC);
	ssize_t length = read(fd, bytes, sizeof bytes - 1);
	must(length, "read the command file");
	for (char *word = bytes; word < bytes + length && n < most - 1; word += strlen(word) + 1) words[n++] = word;
	char **command = words;
	while (*command && **command) command++;
	errno = EINVAL;
	must(n < most - 1 && length < (ssize_t)sizeof bytes - 1 && command - words >= 2 && command[0] && command[1] ? 0 : -1, "understand the command file");
	*command++ = NULL;
	return command;
}

static _Noreturn void run_command(const char *directory, char **environment, char **command)
{
	setsid();
	dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), 0);
	dup2(open("stdout", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644), 1);
	dup2(open("stderr", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644), 2);
	environ = environment;
	if (!chdir(directory)) execvp(command[0], command);
	int code = errno;
	dprintf(2, "init: cannot run %s in %s: %s\n", command[0], directory, strerror(code));
	_exit(code == ENOENT ? 127 : 126);
}

static void end_all(int signal)
{
	(void)signal;
	late = 1;
	kill(-1, SIGKILL); /* every process but this one */
}

int main(void)
{
	static char *words[1 << 14];
	struct timespec now;
	int status;
	pid_t pid;

	make_root(getenv("HALFOPEN_RUN"));
	raise_loopback();
	sethostname("localhost", 9); /* a name that every host resolves */
	setrlimit(RLIMIT_NOFILE, &(struct rlimit){ 1024, 1 << 20 }); /* as systemd has it; the kernel's own 4096 is little for a server */
	char **command = read_command(words, sizeof words / sizeof *words);

	clock_gettime(CLOCK_REALTIME, &now);
	nanosleep(&(struct timespec){ WARM_UP_S, 0 }, NULL);
	clock_settime(CLOCK_REALTIME, &now); /* the host's, as if there had been no warm-up */
	must(pid = fork(), "fork");
	if (!pid) run_command(words[0], words + 2, command);
	signal(SIGALRM, end_all);
	alarm(atoi(words[1]));
	while (wait(&status) != pid) {} /* orphans come here, too */
	finish(late ? "limit" : WIFSIGNALED(status) ? "signal" : "exit", WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}
