package dev.holdfast.backup.samples.host.web;

/**
 * One thing that has to be well, as the health pages show it.
 *
 * @param name of the component
 * @param ok whether it is well
 * @param vital whether this program is of no use without it; what a single driver misses is not vital
 * @param detail for people
 */
public record Component(String name, boolean ok, boolean vital, String detail) {}
