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
