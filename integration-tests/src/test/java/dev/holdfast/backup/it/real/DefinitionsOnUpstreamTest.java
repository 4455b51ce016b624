package dev.holdfast.backup.it.real;

/** {@inheritDoc} */
@OnCluster(CrdSet.UPSTREAM)
class DefinitionsOnUpstreamTest extends DefinitionsContract {}
