package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Base of the beans of this model: keeps fields it does not know, so that reading an object written by a newer
 * version and writing it back loses nothing. Not safe for use by several threads.
 */
public abstract class OpenBean {

    @JsonIgnore
    private final Map<String, Object> additionalProperties = new LinkedHashMap<>();

    /** For the beans of this package. */
    protected OpenBean() {}

    /** Returns the live map of fields this model does not know, by JSON name; never null. */
    @JsonAnyGetter
    public Map<String, Object> getAdditionalProperties() {
        return additionalProperties;
    }

    /** Keeps one field this model does not know. */
    @JsonAnySetter
    public void setAdditionalProperty(String name, Object value) {
        additionalProperties.put(name, value);
    }
}
