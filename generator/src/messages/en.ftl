# What the program says to the person in front of it; no part of any site.

preview-bar = Preview
preview-bar-own = { $count ->
    [one] 1 warning about this record
   *[other] {$count} warnings about this record
}
preview-bar-clean = no warnings in the data
preview-bar-all = { $count ->
    [one] 1 warning in all
   *[other] {$count} warnings in all
}
preview-list = Warnings
preview-list-none = The data has no faults and no warnings.
preview-back = Back to the site
preview-faults = What you changed is not shown yet
preview-faults-count = { $errors ->
    [one] 1 error
   *[other] {$errors} errors
}, { $warnings ->
    [one] 1 warning
   *[other] {$warnings} warnings
}
preview-faults-stays = Below is still the last good site. Mend it and save: this page follows by itself.
preview-faults-none = There is no site yet. Mend it and save: this page follows by itself.
preview-faults-more = { $count ->
    [one] 1 more is not listed: `banli check --all` prints it.
   *[other] {$count} more are not listed: `banli check --all` prints them all.
}
preview-hide = Look at the old page
preview-place = {$file}, line {$line}, column {$column}
preview-place-item = {$place} (item {$item})
preview-waiting = Reading the data …
preview-render = This page can't be rendered

init-hello = A new site. Enter takes the answer in brackets.
init-ask-publisher = Name of the publisher
init-ask-title = Title of the site (Enter: made from the publisher's name)
init-ask-languages = Languages: zh, en, or zh,en
init-ask-bodies = What it shows: congress (suggestions), cppcc (proposals) or both
init-ask-address = Its address once it is published (Enter if not known yet)
init-again = “{$answer}” means nothing here; please answer again.
init-done = { $count ->
    [one] 1 file is written. All data in it is invented:
   *[other] {$count} files are written. All data in them is invented:
}
init-next = Next, look at it in the browser while you change it:
init-then = With your own data in its place, build it and write the server's configuration:
