// Completion in bash, without any package of it: what is typed, and what files are called, goes from the shell to halfopen and back as words, and is never evaluated.

/** To be sourced. What bash splits at `=` and `:` is one word again, and the last one ends at the cursor; only what stands behind those is put in its place. */
export const bashCompletion = `# bash completion for halfopen
__halfopen_words() {
    local i word apart left line=$COMP_LINE
    words=() cword=0
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=\${COMP_WORDS[i]}
        apart=\${line%%[![:blank:]]*}
        line=\${line#"$apart"}
        left=$((COMP_POINT - (\${#COMP_LINE} - \${#line})))
        line=\${line#"$word"}
        ((i == COMP_CWORD && left >= 0 && left < \${#word})) && word=\${word:0:left}
        if ((i > 0)) && [[ -z $apart && ($word =~ ^[=:]+$ || \${words[cword]} == *[=:]) ]]; then
            words[cword]+=$word
        else
            words+=("$word")
            cword=$((\${#words[@]} - 1))
        fi
    done
    return 0
}

__halfopen_complete() {
    local words cword cur found value
    __halfopen_words
    # A quote that is open is bash's to close.
    local open=\${words[cword]:0:1}
    cur=\${words[cword]//[\\\\\\"\\']/}
    words[cword]=$cur
    COMPREPLY=()
    while IFS= read -r found; do
        [[ $found =~ ^:[0-9]+$ ]] && continue
        value=\${found%%$'\\t'*}
        if [[ $value == "$cur"* ]]; then
            value=\${value#"\${cur%"\${cur##*[=:]}"}"}
        elif [[ $value != "\${cur##*[=:]}"* ]]; then
            continue
        fi
        [[ $open == [\\"\\'] ]] || printf -v value %q "$value"
        COMPREPLY+=("$value")
    done < <(halfopen complete -- "\${words[@]:1}" 2>/dev/null)
}

complete -F __halfopen_complete halfopen
`
