package dev.holdfast.backup.it.real;

/** {@inheritDoc} */
@OnCluster(CrdSet.UPSTREAM)
class VaultOnUpstreamTest extends VaultContract {}
