/**
 * A kubelet for a machine without containers: {@link dev.holdfast.backup.testkit.pods.ProcessKubelet} watches Pods in any
 * Kubernetes API and runs their containers as local processes.
 *
 * <p>Needs Linux with util-linux ({@code setpriv}, {@code setsid}; {@code unshare} and {@code mount} for
 * {@link dev.holdfast.backup.testkit.pods.Isolation#NAMESPACES}).
 *
 * <h2>How mount paths become real</h2>
 *
 * <p>With namespaces each container gets its own mount and process namespace whose root is a fresh tmpfs. Every entry of
 * the host's {@code /} is bound into it (read-only when the runner is root), {@code /dev} holds just the usual devices, and
 * {@code /tmp} and {@code /var/tmp} are empty and private. Volumes, the termination log and {@code /etc/hosts} are bound
 * over that. A mount path whose parent exists on the host but which itself does not (say {@code /var/lib/app}) cannot be
 * created there, so a tmpfs is laid over that parent, its host children are bound back one by one, and the mount point is
 * made in the tmpfs. No overlay file system is needed.
 *
 * <p>Without namespaces the same tree is built below a directory named in the variable {@code HOLDFAST_ROOT}, and every mount
 * path that occurs in the environment, the command or the arguments is replaced by its place there.
 *
 * <p>A small shell runs as the container's init in both cases. It passes SIGTERM on to the main process and ends with it, so
 * a program without a signal handler ends at once, as under an image with an init.
 */
@NullMarked
package dev.holdfast.backup.testkit.pods;

import org.jspecify.annotations.NullMarked;
