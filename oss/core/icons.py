"""The Tabler icons the shop uses. `manage.py build_assets` puts exactly these in the sprite.

A name ending in "-filled" is the filled drawing; every other name is the outline.
"""

ICONS = frozenset(
    {
        # the seven types of dossier
        *("info-circle", "basket", "bulb", "ruler-2", "crane", "coin-euro", "rosette-discount-check"),
        # sections and things
        *("home", "inbox", "train", "tools", "map-pin", "users", "user", "building-store", "home-2"),
        *("building", "chart-bar", "settings", "folder", "checkbox", "list-check", "book", "compass"),
        # verbs
        *(
            "plus",
            "folder-plus",
            "user-plus",
            "search",
            "filter",
            "filter-filled",
            "columns",
            "pencil",
            "trash",
            "download",
            "upload",
        ),
        *("external-link", "logout", "key", "language", "player-skip-forward", "arrow-back-up", "ban"),
        # communication and documents
        *("mail", "phone", "message", "note", "calendar", "clock", "file", "paperclip", "history"),
        # states
        *(
            "check",
            "circle-check",
            "alert-triangle",
            "alert-circle",
            "hourglass",
            "clock-pause",
            "lock",
            "wifi-off",
        ),
        "circle-dot",
        *("cloud-check", "cloud-off"),
        *("pin", "star", "star-filled", "flag", "help", "plug-connected-x"),
        # controls
        *(
            "x",
            "menu-2",
            "dots",
            "chevron-down",
            "chevron-left",
            "chevron-right",
            "arrow-up",
            "arrow-down",
            "arrow-right",
        ),
        *("arrow-left", "arrows-sort", "layout-sidebar-left-collapse", "layout-sidebar-left-expand"),
        *("sun", "moon", "device-desktop"),
        # triage and dossiers
        *("refresh", "mail-off", "timeline", "point", "hand-grab", "send", "robot", "circle-x", "keyboard"),
        *("user-share", "arrow-forward-up", "link", "user-question", "file-type-pdf", "route", "eye-off"),
        *("git-branch", "users-group", "arrow-back", "shield-lock", "shield-off"),
        # quotes
        *(
            "scale",
            "trending-up",
            "trending-down",
            "printer",
            "arrows-split-2",
            "message-question",
            "message-off",
        ),
    }
)
