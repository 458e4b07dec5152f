# bash completion for keng; installed as /usr/share/bash-completion/completions/keng
# The commands and options come from keng itself, so that they are always those of the installed one.
_keng()
{
	local cur prev words cword command
	_init_completion -n : || return
	command=${words[1]}
	if ((cword == 1)); then
		COMPREPLY=($(compgen -W "--help --version $(keng --help | sed -n 's/^  \([a-z-]*\) .*/\1/p')" -- "$cur"))
		return
	fi
	case $prev in
	-c | --config | --batch | --socket | --with)
		_filedir
		return
		;;
	--dir | --menus)
		_filedir -d
		return
		;;
	--as)
		COMPREPLY=($(compgen -W "then now" -- "$cur"))
		return
		;;
	--format)
		COMPREPLY=($(compgen -W "csv json xlsx" -- "$cur"))
		return
		;;
	--role)
		COMPREPLY=($(compgen -W "thanh_vien to_pho to_truong can_bo_xa lanh_dao_xa can_bo_huyen lanh_dao_huyen doi_tac
			nguoi_dan quan_tri" -- "$cur"))
		return
		;;
	esac
	if [[ $cur == -* ]]; then
		COMPREPLY=($(compgen -W "$(keng "$command" --help 2>/dev/null | grep -o -- '^ .*--[a-z-]*' |
			grep -o -- '--[a-z-]*$')" -- "$cur"))
		return
	fi
	case $command in
	import | export)
		if ((cword == 2)) || [[ $prev != import && $prev != export && $command == export ]]; then
			COMPREPLY=($(compgen -W "units members teams enrolments trainings invitations indicators targets groups reports
				tickets $([[ $command == export ]] && echo messages totals person)" -- "$cur"))
				tickets $([[ $command == export ]] && echo messages totals)" -- "$cur"))
			COMPREPLY=($(compgen -W "units members teams enrolments trainings invitations indicators targets denominators collections reports
				tickets $([[ $command == export ]] && echo messages)" -- "$cur"))
		else
			_filedir csv
		fi
		;;
	reorganise) _filedir csv ;;
	link)
		if ((cword == 2)); then
			COMPREPLY=($(compgen -W "accept balance test topup" -- "$cur"))
		elif ((cword == 3)); then
			COMPREPLY=($(compgen -W "$(keng status --json 2>/dev/null |
				sed -n 's/^ *"name": "\(.*\)",$/\1/p')" -- "$cur"))
		fi
		;;
	backup | restore)
		_filedir
		;;
	esac
} && complete -F _keng keng
