/** A real etcd and kube-apiserver, run as child processes for tests that must agree with Kubernetes itself. */
@NullMarked
package dev.holdfast.backup.testkit.cluster;

import org.jspecify.annotations.NullMarked;
