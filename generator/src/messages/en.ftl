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

doctor-counts = { $faults ->
    [one] 1 fault
   *[other] {$faults} faults
}, { $advice } to improve
doctor-manifest-good = build.json is whole: built by Banli {$version}, {$count} files
doctor-manifest-bad = there is no build.json that can be read
doctor-manifest-hint = this folder was not built by Banli, or was not copied whole: run `banli build` again
doctor-whole-good = every file is as it was built
doctor-whole-bad = missing or changed files: {$count}, the first is {$first}
doctor-whole-hint = run `banli build` again, which writes only these; files that are built are not to be edited by hand
doctor-foreign-good = there are no other files in the folder
doctor-foreign-bad = files that Banli did not write: {$count}, the first is {$first}
doctor-foreign-hint = they are published with the site: move away what should not be
doctor-names-good = every system and server takes the files' names
doctor-names-bad = some systems refuse this name: {$first}
doctor-names-hint = give it another id in the export: letters, digits, - and _ only, not long, not the same but for capitals
doctor-address-good = the address is configured: there is a site map, and links in feeds are whole
doctor-address-bad = no address is configured: no site map, no QR codes, and a 404 page for the root of a host only
doctor-address-hint = write base_url = "https://…/" in site.toml and build again
doctor-live-charts-good = the charts' program for the browser (WASM) is part of the site
doctor-live-charts-bad = charts are pictures only: this banli was built without their WASM
doctor-live-charts-hint = take a whole program, or make one with `cargo xtask site`
doctor-readable-good = the server's user can read every file
doctor-readable-bad = other users can't read {$first}, so a server would answer 403
doctor-readable-hint = run chmod -R a+rX on the folder
doctor-unfinished-good = no build was cut short
doctor-unfinished-bad = a build was cut short and left {$first}
doctor-unfinished-hint = run `banli build` again: it finishes the last one first
doctor-site-good = {$address} is a site built by Banli {$version}, {$count} files
doctor-site-bad = {$address} gives no site: index.html has the status {$status}, or build.json can't be read
doctor-site-hint = write the whole address of the first page; upload the whole folder, build.json too
doctor-https-good = the address is https, or on this machine
doctor-https-bad = the address is not https: pages can be changed on their way, and charts can't stand in https pages
doctor-https-hint = give the server a certificate, and lead http to https
doctor-same-good = {$looked} files were looked at and are byte for byte as they were built
doctor-same-bad = of {$looked} files that were looked at, {$count} are not as they were built, the first is {$first}
doctor-same-hint = upload the whole folder again (by FTP in binary mode); switch off what rewrites pages on the server or a proxy
doctor-folders-good = the address of a folder opens its page
doctor-folders-bad = the address {$folder} does not open its page
doctor-folders-hint = make index.html the default document
doctor-missing-good = an unknown address answers 404
doctor-missing-bad = an unknown address answers {$status} and should answer 404
doctor-missing-hint = switch off whatever leads unknown addresses to the first page
doctor-missing-page-good = an unknown address shows the site's own page
doctor-missing-page-bad = an unknown address does not show the site's own page
doctor-missing-page-hint = make 404.html the page of the error 404
doctor-charset-good = no text is sent in another charset
doctor-charset-bad = texts are sent with a wrong charset: {$wrong}
doctor-charset-hint = have the server write charset=utf-8 in Content-Type
doctor-wasm-type-good = WASM is sent with its type
doctor-wasm-type-bad = WASM is sent as “{$kind}”: charts, analysis and search load slowly or not at all
doctor-wasm-type-hint = have the server send .wasm as {$wanted}
doctor-types-good = files are sent with their types
doctor-types-bad = some files have another type: {$wrong}
doctor-types-hint = set the types as the configurations of `banli hosting` do
doctor-compression-good = pages, scripts and data are sent compressed
doctor-compression-bad = sent without compression: {$plain}
doctor-compression-hint = switch on gzip or brotli, for application/wasm and application/json too
doctor-csp-good = the content security policy fits
doctor-csp-bad = there is no content security policy, or one wider than the site needs
doctor-csp-hint = send Content-Security-Policy: {$wanted}
doctor-csp-narrow-bad = the content security policy is too narrow for charts, search or styles: {$policy}
doctor-csp-narrow-hint = make it {$wanted}
doctor-embed-good = charts may stand within other pages
doctor-embed-bad = the server keeps charts out of other pages
doctor-embed-hint = below embed/, leave X-Frame-Options out and set frame-ancestors *
doctor-nosniff-good = browsers don't guess types
doctor-nosniff-bad = there is no X-Content-Type-Options
doctor-nosniff-hint = send X-Content-Type-Options: nosniff
doctor-cookies-good = the server sets no cookie
doctor-cookies-bad = the server sets a cookie, {$cookie}; the site says that there is none
doctor-cookies-hint = switch it off on the server or what stands before it
doctor-page-cache-good = readers see a new page at once
doctor-page-cache-bad = browsers may keep a page for {$seconds} seconds (0: it does not say, and they guess), so that a correction is missed
doctor-page-cache-hint = send Cache-Control: no-cache with pages
doctor-ask-again-good = a page that did not change is not sent again
doctor-ask-again-bad = a page that did not change is sent again each time
doctor-ask-again-hint = switch on ETag or Last-Modified
doctor-lasting-good = files named by their content are kept
doctor-lasting-bad = files named by their content are not kept, such as {$path}
doctor-lasting-hint = for the folders in search/ and for data/explorer-*, send Cache-Control: public, max-age=31536000, immutable
doctor-script-cache-good = readers get a new script at once
doctor-script-cache-bad = {$path} may be kept for {$seconds} seconds, so that new pages meet old scripts
doctor-script-cache-hint = send Cache-Control: no-cache for assets/

build-kept = nothing published: the old site stays as it is
build-published = published: {$pages} pages, {$files} files, {$size} MB; {$changed} changed, {$removed} removed
build-current = up to date, nothing written: {$pages} pages, {$files} files, {$size} MB; {$changed} changed, {$removed} removed
build-warnings = { $count ->
    [one] 1 warning
   *[other] {$count} warnings
} as before: `banli check` lists them
build-note = note: {$text}
stage-load = load
stage-compare = compare
stage-verify = verify
stage-map = map
stage-check = check
stage-seek = seek
stage-plan = plan
stage-render = render
stage-publish = publish

suggest-head = A first mapping, guessed from {$count} records. Read each line, mend it, and try it:
suggest-mark = TO DO marks what only you can know.
suggest-lines = Each line is a record of its own.
suggest-records = The longest list with fields of items.
suggest-encoding = The file is no UTF-8.
suggest-header-row = The row in which most names of columns are known.
suggest-empty = Signs for no value, as ledgers have them.
suggest-group = {$path}: {$again} records have the number of the one before, {$merged} have none. Several rows seem to be one item.
suggest-publisher = TO DO: who publishes.
suggest-day = TO DO: the day the data describes. The latest day in it is taken.
suggest-stated-day = By its name, beside the records.
suggest-sessions = TO DO: look at body and year; term and number may be added.
suggest-id-made = The source gives no id of its own: one is made of the number. It must never change.
suggest-id = TO DO: an id that stays, such as {$example}
suggest-kind = No field says what kind it is. TO DO: suggestion, proposal or motion?
suggest-proposer = TO DO: deputy, member or group?
suggest-role = By the name of the unit's field.
suggest-way = TO DO: how talks take place.
suggest-left = Not guessed, and so not published; in brackets how many values there are:
suggest-why = {$path}: {$why}
suggest-between = {"; "}
suggest-name-records = by its name; {$count} of {$records} records have it
suggest-name-values = by its name; {$count} values have it
suggest-days = {$read} of {$all} distinct values are dates
suggest-between-names = {$marks} stands between names
suggest-title-marks = every title stands in 《》
suggest-number-marks = every number stands between 第 and 号
suggest-system-numbers = numbers that the system gives; never the number of the item
suggest-unknown = TO DO: say in `values` what these mean: {$values}

note-no-live-charts = this program was built without the charts' WASM: charts are published as pictures only
note-not-read = not read, since it is no such file: {$file}
note-earlier-warnings = the earlier exports have { $count ->
    [one] 1 warning
   *[other] {$count} warnings
}: `banli check` lists them
note-texts-in-english = {$file}: {$count} of {$all} texts are missing and stand in English: {$list}
note-texts-built-in = {$file}: {$count} of {$all} texts are missing and are taken from the built-in ones: {$list}
note-texts-idle = {$file}: texts that no page asks for: {$list}
note-more-texts = {$list}, …
note-defaulted = {$at}: the default stands for {$value}, which is not listed, { $count ->
    [one] once
   *[other] {$count} times
}
note-passed-over = {$at}: a second value was passed over, since a path before it has one, { $count ->
    [one] once
   *[other] {$count} times
}
note-unnamed = {$at}: left out { $count ->
    [one] once
   *[other] {$count} times
}, since nobody is named
note-turned-away = {$at}: left out by its condition for {$values}{ $more ->
    [0] {""}
    [one] , and 1 other value
   *[other] , and {$more} other values
}
note-value = {$value} { $count ->
    [one] once
   *[other] {$count} times
}
note-unused = fields that no rule uses, with their values: {$fields}
note-field = {$path} ({$count})

error-line = error: {$text}
hint-line = hint: {$text}
preview-shown = shown after {$time} ms: {$errors} errors, {$warnings} warnings
preview-serving = serving {$folder} at {$address} (Ctrl+C ends it)
preview-elsewhere = the site is at {$base}
preview-ready = watching, and showing at {$address} (Ctrl+C ends it)

issue-error = error
issue-warning = warning
issue-title = {$title}: {$what}
issue-item = item {$item}
issue-in = in
issue-hint = hint
issue-more = and {$count} more of this kind
issue-same = in all
issue-joined = What several files have is listed once; `--all` lists every place.
issue-file = {$file} ({$count})
issue-files-more = {$count ->
    [one] 1 more file
   *[other] {$count} more files
}
issue-errors = {$count ->
    [one] 1 error
   *[other] {$count} errors
 }
issue-warnings = {$count ->
    [one] 1 warning
   *[other] {$count} warnings
 }

setting-missing = { $what } is not configured.
setting-told = hint: { $what }
    {"  "}rule: { $rule }
    {"  "}write in site.toml: { $written }
setting-title = SiteName (the site's name)
setting-address = SiteDomain (the site's address)
setting-code = SiteIDCode (the site's identification code, ten digits)
setting-description = ColumnDescription of the first page (what the site is)
setting-organiser = The organiser in the footer
setting-contact = The contact in the footer
setting-icp = The ICP number in the footer
setting-police = The public-security number in the footer
setting-mark = The mark of government bodies in the footer
setting-header = { $count } published replies have no index header.
setting-told-data = hint: { $what }
    {"  "}rule: { $rule }
    {"  "}write in the export, beside each reply: { $written }
rule-header = index header of disclosed documents (索引号, 名称, 文号, 发文日期 …)
rule-tags = 《政府网站发展指引》, 网页设计规范: meta tags of pages
rule-footer = 《政府网站发展指引》, 网页设计规范: footer

verify-differs = differs: {$path}
verify-differs-more = differs: and {$count} more
verify-missing = missing: {$path}
verify-missing-more = missing: and {$count} more
verify-extra = extra: {$path}
verify-extra-more = extra: and {$count} more
verify-origin = made from something else: {$text}
verify-same = {$folder} is the same: {$equal} files equal, {$differing} differ, {$missing} missing, {$extra} extra
verify-other = {$folder} is not the same: {$equal} files equal, {$differing} differ, {$missing} missing, {$extra} extra

private-mobiles = { $count ->
    [one] 1 mobile number
   *[other] {$count} mobile numbers
 }
private-phones = { $count ->
    [one] 1 phone number
   *[other] {$count} phone numbers
 }
private-resident-ids = { $count ->
    [one] 1 resident ID number
   *[other] {$count} resident ID numbers
 }
private-bank-cards = { $count ->
    [one] 1 bank-card number
   *[other] {$count} bank-card numbers
 }
private-emails = { $count ->
    [one] 1 e-mail address
   *[other] {$count} e-mail addresses
 }
private-words = { $count ->
    [one] 1 word of your list
   *[other] {$count} words of your list
 }
private-between = {", "}
private-note = masked: {$what}; `banli check --private` lists them
private-place = {$place} (item {$item})
private-masked = {$found}: is masked: {$masked}
private-stops = {$found}: stops the build; masked it would be {$masked}
private-id = {$found}: stops the build: an id can't be masked
private-none = nothing private found
private-all-stop = stops the build: {$what}
private-all-masked = masked: {$what}
private-hint = remove it from the export, or add to `mask` in `[privacy]` of site.toml: {$what}
private-others = { $count ->
    [one] besides, 1 other error
   *[other] besides, {$count} other errors
}: `banli check` without `--private` lists them
