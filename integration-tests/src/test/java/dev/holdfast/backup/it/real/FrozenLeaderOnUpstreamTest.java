package dev.holdfast.backup.it.real;

import org.junit.jupiter.api.parallel.Isolated;

/** {@inheritDoc} */
@Isolated("its engines have another driver, and tell of all classes of the cluster what they can do with them")
@OnCluster(CrdSet.UPSTREAM)
class FrozenLeaderOnUpstreamTest extends FrozenLeaderContract {}
