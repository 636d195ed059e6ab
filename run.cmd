@echo off
rem Sets up what Balcony needs on the first start, then opens it.
where py >nul 2>nul && (py -3 "%~dp0packaging\bootstrap.py" run %* & exit /b)
where python >nul 2>nul && (python "%~dp0packaging\bootstrap.py" run %* & exit /b)
echo Balcony needs Python 3.11 or later, and none was found. 1>&2
exit /b 1
