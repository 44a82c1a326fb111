// The words of a line in bash, for a shell without the package bash-completion: a function of its name, as far as the script that asks for them needs it.

/** To be sourced before the script. What is split at `=` and `:` is one word again, and the last one ends at the cursor. */
export const bashWords = `# Where the package bash-completion is not loaded.
declare -F _get_comp_words_by_ref >/dev/null || _get_comp_words_by_ref() {
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
    cur=\${words[cword]} prev=
    ((cword > 0)) && prev=\${words[cword - 1]}
    return 0
}
`
