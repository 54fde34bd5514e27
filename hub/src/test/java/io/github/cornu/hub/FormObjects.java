package io.github.cornu.hub;

import io.github.cornu.hub.models.common.Form;
import io.github.cornu.importer.custom.CustomObjects;

/** The objects that build a form of models, for tests of other packages. */
public final class FormObjects {
    private FormObjects() {}

    public static CustomObjects of(Form form) {
        return HubObjects.with(CustomObjects.none(), form);
    }
}
