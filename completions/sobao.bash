# Completion of sobao for bash.

_sobao_options()
{
	sobao "$@" --help 2>/dev/null | sed -n 's/^  \(-., \)\?\(--[a-z-]*\).*/\2/p'
}

_sobao()
{
	local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]-}
	local -a path=("$command")
	COMPREPLY=()
	if [ "$COMP_CWORD" = 1 ]; then
		mapfile -t COMPREPLY < <(compgen -W "$(sobao help 2>/dev/null | sed -n 's/^  \([a-z]*\)  .*/\1/p') --version" -- "$current")
		return
	fi
	case $command in
	catalog)
		if [ "$COMP_CWORD" = 2 ]; then
			mapfile -t COMPREPLY < <(compgen -W "$(sobao catalog --help 2>/dev/null | sed -n 's/^  catalog \([a-z]*\).*/\1/p')" -- "$current")
			return
		fi
		path+=("${COMP_WORDS[2]}")
		;;
	help)
		mapfile -t COMPREPLY < <(compgen -W "$(sobao help 2>/dev/null | sed -n 's/^  \([a-z]*\)  .*/\1/p') style" -- "$current")
		return
		;;
	esac
	case $previous in
	--format | -f)
		mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$current")
		return
		;;
	--edition | -e)
		mapfile -t COMPREPLY < <(compgen -W 'read' -- "$current")
		return
		;;
	esac
	if [[ $current == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_sobao_options "${path[@]}")" -- "$current")
	elif [ "$command" = dump ] && [ "$COMP_CWORD" -gt 2 ]; then
		mapfile -t COMPREPLY < <(compgen -W 'issue pages' -- "$current")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$current")
	fi
}

complete -o filenames -F _sobao sobao
